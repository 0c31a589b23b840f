/** `ferry/dynamic` */
export { type DynamicLoading, type DynamicOptions, dynamic, dynamic as default } from './shell/dynamic.tsx'
