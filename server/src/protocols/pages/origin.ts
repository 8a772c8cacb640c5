import type { FastifyRequest } from 'fastify'

/** `https://releases.example.org`: as configured, or else as the request came. */
export function originOf(request: FastifyRequest, { publicUrl }: { publicUrl?: string | null | undefined }): string {
  if (publicUrl != null) return publicUrl.replace(/\/+$/, '')
  return `${request.protocol}://${request.host}`
}
