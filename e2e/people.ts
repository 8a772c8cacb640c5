export type Person = { login: string; password: string }

export const administrator = {
  login: 'harbourmaster',
  password: 'harbour-at-dawn',
  key: 'slipway_e2e_0123456789abcdefghijklmnop',
}

/** Reads the private application, and may change nothing. */
export const reader = { login: 'ada', name: 'Ada Keel', password: 'tide-comes-and-goes' }
