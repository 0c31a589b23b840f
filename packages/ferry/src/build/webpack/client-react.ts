/**
 * `React.useState()` in server code. webpack itself reports names that the server build of React does not export, but not
 * when they are read from the default import.
 */
import type { Compilation, Dependency } from 'webpack'
import { clientHook } from '../../errors/catalogue.ts'
import { FerryError } from '../../errors/ferry-error.ts'
import type { BuildContext } from '../build-context.ts'
import type { ServerGraph } from '../server-graph.ts'
import { fullChain } from './full-chain.ts'
import { originalPlace } from './original-place.ts'

const CLIENT_ONLY = new Set(
  (
    'useActionState useContext useDeferredValue useEffect useEffectEvent useImperativeHandle useInsertionEffect useLayoutEffect ' +
    'useOptimistic useReducer useRef useState useSyncExternalStore useTransition createContext Component PureComponent'
  ).split(' '),
)

export function clientReactErrors(compilation: Compilation, context: BuildContext, server: ServerGraph): FerryError[] {
  const errors: FerryError[] = []
  for (const module of compilation.modules) {
    if (module.layer !== 'rsc') continue
    for (const dependency of module.dependencies) {
      const name = clientNameOf(dependency, compilation)
      if (name === null) continue
      const place = originalPlace(context, module, dependency.loc)
      const chain = fullChain(compilation, module, context, server)
      errors.push(
        new FerryError(clientHook, `${name} from 'react' does not work in server code.`, {
          chain,
          ...(place && { place }),
        }),
      )
    }
  }
  return errors
}

function clientNameOf(dependency: Dependency, { moduleGraph }: Compilation): string | null {
  const { request, getIds } = dependency as Dependency & {
    request?: string
    getIds?: (graph: Compilation['moduleGraph']) => readonly string[]
  }
  if (request !== 'react' || getIds === undefined) return null
  const [first, name] = getIds.call(dependency, moduleGraph)
  return first === 'default' && name !== undefined && CLIENT_ONLY.has(name) ? name : null
}
