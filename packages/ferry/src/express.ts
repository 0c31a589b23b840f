/** `ferry/express` */
export { type FerryHandler, type FerryOptions, ferry } from './cli/mount.ts'
