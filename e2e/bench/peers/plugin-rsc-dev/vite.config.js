import react from '@vitejs/plugin-react'
import rsc from '@vitejs/plugin-rsc'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [
    react(),
    rsc({ entries: { rsc: './src/entry.rsc.jsx', ssr: './src/entry.ssr.jsx', client: './src/entry.browser.jsx' } }),
  ],
  build: { minify: 'oxc' },
})
