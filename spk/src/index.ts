/**
 * The format of Synology packages (SPK): reading with every rule, checking, packing. No database, no network; what both
 * the server and the command line need of it is in here.
 */
export type { Conf } from './conf.ts'
export {
  type BuildFacts,
  buildFacts,
  type Firmware,
  type Reference,
  requireLanguages,
  requireLengths,
  type Target,
  targetOf,
  type VersionFacts,
  versionFacts,
} from './facts.ts'
export { type IconSize, PACKAGE_NAME, parseInfo } from './info.ts'
export { anyReference, type Finding, lintSpk } from './lint.ts'
export type { Member } from './members.ts'
export {
  canonicalArchitecture,
  FALLBACK_LANGUAGE,
  firmwareString,
  NOARCH,
  spkFileName,
  versionString,
} from './naming.ts'
export { packSpk, type SpkDescription, spkStream } from './pack.ts'
export { iconMembers, readSpk, SIGNATURE, type Spk } from './read.ts'
export { type Report, refuse, SpkRefusal } from './refusal.ts'
export { signedMembers, unsignedMembers } from './signed.ts'
