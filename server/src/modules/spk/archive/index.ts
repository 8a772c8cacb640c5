/** SPK archives: reading with every rule of the format, and packing. Pure: no database, no file system. */
export { type Conf, noConf } from './conf.ts'
export { type IconSize, iconSizes, PACKAGE_NAME } from './info.ts'
export type { Member } from './members.ts'
export { packSpk, printInfo, type SpkDescription } from './pack.ts'
export { iconMembers, readSpk, SIGNATURE, type Spk, WIZARD } from './read.ts'
export { refusal } from './refusal.ts'
export { words } from './text.ts'
