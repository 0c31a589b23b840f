/** The part of the app's tsconfig.json (or jsconfig.json) that changes what its sources mean. */
import { getTsconfig } from 'get-tsconfig'

export interface ProjectTypeScript {
  /** Absolute; null when the app has none. Its `paths` and `baseUrl` are read by webpack's resolver. */
  readonly file: string | null
  readonly experimentalDecorators?: boolean
  readonly emitDecoratorMetadata?: boolean
  readonly jsxImportSource?: string
}

export function readTypeScriptConfig(root: string): ProjectTypeScript {
  const found = getTsconfig(root, 'tsconfig.json') ?? getTsconfig(root, 'jsconfig.json')
  if (!found) return { file: null }
  const { experimentalDecorators, emitDecoratorMetadata, jsxImportSource } = found.config.compilerOptions ?? {}
  return {
    file: found.path,
    ...(experimentalDecorators !== undefined && { experimentalDecorators }),
    ...(emitDecoratorMetadata !== undefined && { emitDecoratorMetadata }),
    ...(jsxImportSource !== undefined && { jsxImportSource }),
  }
}
