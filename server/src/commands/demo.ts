import type { Config } from '../config/index.ts'
import type { Services } from '../services.ts'
import { Failure } from './failure.ts'

export async function fillDemo(_services: Services, _config: Config): Promise<void> {
  throw new Failure('not yet')
}
