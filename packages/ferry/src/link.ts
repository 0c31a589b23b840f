/** `ferry/link` */
export { Link, Link as default, type LinkProps } from './shell/link.tsx'
export { type LinkStatus, useLinkStatus } from './shell/link-status.ts'
