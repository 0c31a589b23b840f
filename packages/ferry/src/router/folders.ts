/** The file names below app/ as a tree of folders, each with its meaning and its conventional files. */
import * as catalogue from '../errors/catalogue.ts'
import { FerryError } from '../errors/ferry-error.ts'
import { type MetadataName, metadataFileOf } from './metadata-file.ts'
import { type Convention, conventionOf } from './route-file.ts'
import { parseSegment, type Segment } from './segment.ts'

export interface Folder {
  /** As written; `''` for app/ itself. */
  readonly name: string
  /** Null for app/ itself. */
  readonly segment: Segment | null
  readonly parent: Folder | null
  /** Convention → path relative to app/. */
  readonly files: Map<Convention, string>
  readonly metadata: FolderMetadata[]
  readonly children: Map<string, Folder>
}

export interface FolderMetadata extends MetadataName {
  /** Relative to app/. */
  readonly file: string
}

export interface ScanOptions {
  /** Without the dot. Example: `['tsx', 'ts', 'jsx', 'js']` */
  readonly pageExtensions: readonly string[]
  /** How messages call the folder that `files` are relative to. @default 'app' */
  readonly appDir?: string
}

/** @throws FERRY_ROUTE_BAD_SEGMENT, FERRY_ROUTE_DUPLICATE_FILE */
export function readFolders(files: readonly string[], options: ScanOptions): Folder {
  const root: Folder = { name: '', segment: null, parent: null, files: new Map(), metadata: [], children: new Map() }
  // Sorted, so that the table does not depend on the order in which a disk lists its files.
  for (const file of [...files].sort()) addFile(root, file, options)
  return root
}

function addFile(root: Folder, file: string, { pageExtensions, appDir = 'app' }: ScanOptions): void {
  const names = file.split('/')
  const baseName = names.pop() ?? ''
  if (names.some((name) => name.startsWith('_'))) return
  const convention = conventionOf(baseName, pageExtensions, names.length === 0)
  const metadata = metadataFileOf(baseName, pageExtensions, names.length === 0)
  if (convention === null && metadata === null) return
  let folder = root
  for (const name of names) folder = childFolder(folder, name, `${appDir}/${file}`)
  if (metadata) folder.metadata.push({ ...metadata, file })
  if (convention === null) return
  const other = folder.files.get(convention)
  if (other !== undefined) {
    throw new FerryError(
      catalogue.routeDuplicateFile,
      `${appDir}/${other} and ${appDir}/${file} are both the ${convention} of one folder.`,
      { place: { file: `${appDir}/${file}` } },
    )
  }
  folder.files.set(convention, file)
}

function childFolder(parent: Folder, name: string, file: string): Folder {
  const known = parent.children.get(name)
  if (known) return known
  const folder: Folder = {
    name,
    segment: parseSegment(name, file),
    parent,
    files: new Map(),
    metadata: [],
    children: new Map(),
  }
  parent.children.set(name, folder)
  return folder
}
