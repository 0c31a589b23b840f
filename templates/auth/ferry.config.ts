/** A strict content security policy, and the one package that stays outside of the bundle. */
import { defineConfig } from 'ferry/config'

export default defineConfig({
  csp: process.env.NODE_ENV === 'production',
  serverExternalPackages: ['libsql'],
  headers: () => [{ source: '/:path*', headers: [{ key: 'X-Frame-Options', value: 'DENY' }] }],
})
