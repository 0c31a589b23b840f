/** The demo's settings: a strict content security policy, and room for a picture in a note. */
import { defineConfig } from 'ferry/config'

export default defineConfig({
  csp: process.env.NODE_ENV === 'production',
  actions: { bodySizeLimit: '3mb' },
  serverExternalPackages: ['libsql', 'pg'],
})
