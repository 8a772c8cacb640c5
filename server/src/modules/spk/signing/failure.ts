/** Why a package could not be signed, in the words of section 3.6 of the contract. */
export class SigningError extends Error {}
