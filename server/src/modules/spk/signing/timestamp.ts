/** The exchange with the time-stamp service. */
import { randomBytes } from 'node:crypto'
import { SigningError } from './failure.ts'

const PATIENCE_MS = 2000
const LONGEST_ANSWER = 256 * 1024

/** Sends a signature as the only part of a form, and answers what the service makes of it. Throws `SigningError`. */
export async function requestTimestamp(url: string, signature: string): Promise<string> {
  const boundary = `slipway-${randomBytes(16).toString('hex')}`
  const disposition = 'Content-Disposition: form-data; name="file"; filename="file"'
  // By hand: the service wants a part without a content type, which FormData always adds.
  const body = `--${boundary}\r\n${disposition}\r\n\r\n${signature}\r\n--${boundary}--\r\n`
  let status: number
  let text: string
  try {
    const reply = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
      body,
      signal: AbortSignal.timeout(PATIENCE_MS),
      redirect: 'error',
    })
    status = reply.status
    text = await reply.text()
  } catch (error) {
    throw new SigningError('Timestamp server did not respond in time', { cause: error })
  }
  if (status !== 200) throw new SigningError(`Timestamp server returned with status code ${status}`)
  if (text.length > LONGEST_ANSWER) throw new SigningError('Cannot verify timestamp')
  return text
}
