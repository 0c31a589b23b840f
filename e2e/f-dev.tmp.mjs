import { chromium } from 'playwright-core'
import { spawn } from 'node:child_process'
import { writeFileSync, readFileSync } from 'node:fs'
const root='/tmp/F/app1'
let out=''
const dev=spawn(process.execPath,['/work/main/packages/ferry/bin/ferry.js','dev','-p','4620'],{cwd:root}); for (const s of [dev.stdout,dev.stderr]) s.on('data',d=>{out+=d; process.stdout.write(d)})
const src=readFileSync(root+'/app/page.tsx','utf8')
let b
try {
b=await chromium.launch({executablePath:'/usr/bin/chromium',args:['--no-sandbox','--disable-gpu','--disable-quic','--no-first-run']})
const p=await b.newPage(); p.on('console',m=>console.log('console:',m.text())); p.on('pageerror',e=>console.log('pageerror',e.message)); p.setDefaultTimeout(60000)
while(!out.includes('http://')) await new Promise(r=>setTimeout(r,200))
await p.goto('http://localhost:4620/',{timeout:60000})
await p.fill('input[name=a]','typed'); await p.getByText('Count 0').click(); await p.getByText('Count 1').waitFor()
console.log('hydrated')
let t=Date.now(); writeFileSync(root+'/app/page.tsx',src.replace('Hello','Hallo')); await p.getByText('Hallo').waitFor({timeout:30000}); console.log('server change shown',Date.now()-t,'ms, state kept:',await p.getByText('Count 1').count(), await p.inputValue('input[name=a]'))
writeFileSync(root+'/app/page.tsx',src.replace('Hello','Hallo{')); await p.locator('#ferry-dev-overlay pre').waitFor({timeout:30000}); console.log('overlay:',(await p.locator('#ferry-dev-overlay pre').textContent()).slice(0,80))
writeFileSync(root+'/app/page.tsx',src); await p.locator('#ferry-dev-overlay').waitFor({state:'detached',timeout:30000}); await p.getByText('Hello').waitFor(); console.log('mended, state kept', await p.getByText('Count 1').count())
writeFileSync(root+'/app/page.tsx',src.replace('Hello','Hallo{')); await new Promise(r=>setTimeout(r,400)); await p.goto('http://localhost:4620/'); console.log('error page:',(await p.textContent('pre')).slice(0,60))
writeFileSync(root+'/app/page.tsx',src); await p.getByText('Hello').waitFor({timeout:30000}); console.log('error page went by itself')
const c=readFileSync(root+'/app/counter.tsx','utf8'); writeFileSync(root+'/app/counter.tsx',c.replace('Count','Zahl')); await p.getByText('Zahl 0').waitFor({timeout:30000}); console.log('browser change shown'); writeFileSync(root+'/app/counter.tsx',c)
} finally { writeFileSync(root+'/app/page.tsx',src); await b?.close(); dev.kill('SIGTERM') }
