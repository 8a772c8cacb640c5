// Where things are, seen from any script.
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

export const inRoot = (...parts) => join(root, ...parts)

/** Everything that may be deleted at any time without harm: stamps, reports, downloaded test tools. */
export const inCache = (...parts) => inRoot('node_modules', '.cache', 'slipway', ...parts)
