/** A key that no other call has, so that a repeated request runs once. Works on insecure origins too, unlike randomUUID. */
export function onceKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
