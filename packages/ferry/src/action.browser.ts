/** `ferry/action` in client modules. */
export { CallError, type CallErrorKind } from './browser/call-error.ts'
export { type CallOptions, callOptions, type UploadProgress } from './browser/call-options.ts'
export { type Invalid, type Issue, isInvalid } from './server/shared/action-invalid.ts'
