/** A strict content security policy, and the one package that stays outside of the bundle. */
import { defineConfig } from 'ferry/config'

export default defineConfig({
  csp: process.env.NODE_ENV === 'production',
  serverExternalPackages: ['libsql'],
  // How many proxies stand in front. Behind one that is not counted here, all visitors have its address and share its limits;
  // one that is counted here and does not exist lets visitors invent theirs.
  trustProxy: 0,
  headers: () => [{ source: '/:path*', headers: [{ key: 'X-Frame-Options', value: 'DENY' }] }],
})
