import { group } from '../../command.ts'
import { createKey } from './create.ts'
import { listKeys } from './list.ts'
import { renewKey } from './renew.ts'
import { revokeKey } from './revoke.ts'

export const keyCommands = () => group('key', 'API keys', [createKey, listKeys, renewKey, revokeKey])
