import { group } from '../../command.ts'
import { createKey } from './create.ts'
import { listKeys } from './list.ts'
import { revokeKey } from './revoke.ts'

export const keyCommands = () => group('key', 'API keys', [createKey, listKeys, revokeKey])
