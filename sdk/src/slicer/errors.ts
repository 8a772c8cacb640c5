/** Something the client finds out by itself: what was named is not there, or there already. */
export class SlicerPackageError extends Error {
  override readonly name = 'SlicerPackageError'
}

/** The server refused, or could not. */
export class GirderHttpError extends Error {
  override readonly name: string = 'GirderHttpError'
  /** HTTP status */
  readonly status: number
  /** of the request: `GET` */
  readonly method: string
  /** of the request, without a key */
  readonly url: string
  /** of the answer, as it was sent */
  readonly body: string

  constructor(status: number, method: string, url: string, body: string) {
    super(`HTTP error ${status}: ${method} ${url}\n${body}`)
    this.status = status
    this.method = method
    this.url = url
    this.body = body
  }
}

/** 401 or 403 at login: the name, password or key is wrong. */
export class GirderAuthenticationError extends GirderHttpError {
  override readonly name = 'GirderAuthenticationError'
}
