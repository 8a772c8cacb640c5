/** Taking a port, and saying in a sentence why that does not work. */
import type { FastifyInstance } from 'fastify'
import type { Config } from '../config/index.ts'
import { Failure } from './failure.ts'

/** Listens as configured and answers the address for people. Throws `Failure`. */
export async function listen(app: FastifyInstance, config: Config): Promise<string> {
  const { host, port } = config
  try {
    await app.listen({ host, port })
  } catch (error) {
    throw new Failure(reasonOf(error as NodeJS.ErrnoException, host, port), { cause: error })
  }
  const address = app.server.address()
  return addressFor(config, typeof address === 'object' && address !== null ? address.port : port)
}

function addressFor({ host, publicUrl }: Config, port: number): string {
  if (publicUrl !== null) return publicUrl
  // The address that means all addresses is none that a browser could go to.
  const name = ['0.0.0.0', '::', ''].includes(host) ? 'localhost' : host
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`
}

function reasonOf(error: NodeJS.ErrnoException, host: string, port: number): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is in use. Stop the program that has it, or choose another port with --port.`
    case 'EACCES':
      return `This account may not listen on port ${port}. Choose another port with --port.`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `This machine has no address ${host}. Choose another with --host.`
    default:
      return `Cannot listen on ${host}, port ${port}: ${error.message}`
  }
}
