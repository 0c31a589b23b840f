/** The externals of the server compilation: a package outside the bundle is required by file, found with the layer's conditions. */
import { builtinModules } from 'node:module'
import { relative, sep } from 'node:path'
import type { ExternalItemFunctionData } from 'webpack'
import type { BuildContext } from '../build-context.ts'
import { type ExternalPackages, isEsm, isExternal, packageOf, placePackage } from '../external-packages.ts'

type Resolve = (context: string, request: string) => Promise<string | false>

export function externalsFunction(context: BuildContext, packages: ExternalPackages) {
  return async ({ context: from, request, contextInfo, dependencyType, getResolve }: ExternalItemFunctionData) => {
    if (!request || !from || !getResolve || !isPackageRequest(request)) return undefined
    const layer = contextInfo?.issuerLayer === 'rsc' ? ['react-server'] : []
    const withConditions = (...conditions: string[]) =>
      resolved(getResolve({ conditionNames: [...layer, 'node', ...conditions, 'default'] }) as Resolve, from, request)

    const required = await withConditions('require')
    const facts = required && packageOf(required)
    if (!facts || !isExternal(packages, facts)) return undefined
    // CommonJS first: an ES module outside makes every importer asynchronous.
    const file = isEsm(required) && dependencyType === 'esm' ? ((await withConditions('import')) ?? required) : required
    return `${isEsm(file) ? 'import' : 'commonjs'} ${place(context, packages, file)}`
  }
}

/** The output lies in `server/index.js`. In development nothing is copied. */
function place(context: BuildContext, packages: ExternalPackages, file: string): string {
  const facts = packageOf(file)
  if (context.dev || !facts) return file
  const inside = relative(facts.dir, file).split(sep).join('/')
  return `../${placePackage(packages, facts)}/${inside}`
}

async function resolved(resolve: Resolve, from: string, request: string): Promise<string | null> {
  try {
    return (await resolve(from, request)) || null
  } catch {
    return null
  }
}

const BUILTIN = new Set(builtinModules)

function isPackageRequest(request: string): boolean {
  return /^[@a-z0-9]/i.test(request) && !request.includes(':') && !BUILTIN.has(request) && !request.startsWith('@/')
}
