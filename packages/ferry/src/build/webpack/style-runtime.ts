/**
 * Loading a chunk in the browser also loads its style sheets, and waits for them: code never shows before its styles.
 * A link that is already there (from the document, or from React) is waited for, not added again.
 */
import webpack, {
  type Chunk,
  type ChunkGraph,
  type Compilation,
  type Compiler,
  type WebpackPluginInstance,
} from 'webpack'

const NAME = 'FerryStyleRuntime'
/** mini-css-extract-plugin's name for what goes into a style sheet. */
export const STYLE_TYPE = 'css/mini-extract'
const { RuntimeGlobals, RuntimeModule } = webpack

/** @param filename the template that names the style sheets */
export function styleRuntime(filename: string): WebpackPluginInstance {
  return {
    apply(compiler: Compiler) {
      compiler.hooks.thisCompilation.tap(NAME, (compilation) => {
        compilation.hooks.runtimeRequirementInTree.for(RuntimeGlobals.ensureChunkHandlers).tap(NAME, (chunk, needs) => {
          const asyncChunks = [...chunk.getAllAsyncChunks()]
          if (!asyncChunks.some((one) => hasStyles(one, compilation.chunkGraph))) return
          needs.add(RuntimeGlobals.publicPath)
          compilation.addRuntimeModule(chunk, new StyleRuntimeModule(filename))
        })
      })
    },
  }
}

class StyleRuntimeModule extends RuntimeModule {
  readonly filename: string

  constructor(filename: string) {
    super('ferry styles', RuntimeModule.STAGE_ATTACH)
    this.filename = filename
    // Generated after the other chunks have their hashes.
    this.dependentHash = true
  }

  override generate(): string {
    const { chunk, compilation } = this
    const sheets = chunk && compilation ? this.sheetsByChunk(chunk, compilation) : {}
    return `var sheets = ${JSON.stringify(sheets)}, loading = {}, lost = {};
${RuntimeGlobals.ensureChunkHandlers}.styles = function (chunkId, promises) {
  (sheets[chunkId] || []).forEach(function (name) {
    promises.push(loading[name] || (loading[name] = new Promise(function (resolve, reject) {
      var href = ${RuntimeGlobals.publicPath} + name, url = new URL(href, location.href).href, link, isNew;
      document.querySelectorAll('link[rel="stylesheet"]').forEach(function (one) { if (one.href === url && !lost[name]) link = one; });
      // One of the document that has failed tells nobody again: the page goes on without, as it is on screen.
      if (link && (link.sheet || performance.getEntriesByName(url).length)) return resolve();
      if (isNew = !link) { link = document.createElement('link'); link.rel = 'stylesheet'; }
      link.addEventListener('load', function () { delete lost[name]; resolve(); });
      link.addEventListener('error', function () {
        delete loading[name];
        lost[name] = 1;
        if (isNew) link.remove();
        // As for a script that is lost: whoever sees it may load the page again.
        reject(Object.assign(Error('Loading ' + href + ' failed.'), { name: 'ChunkLoadError' }));
      });
      if (isNew) { link.href = href; link.setAttribute('data-precedence', 'ferry'); document.head.appendChild(link); }
    })));
  });
};`
  }

  /** A sheet that several groups share is a chunk of its own: it loads with the chunk that gives a group its name. */
  private sheetsByChunk(runtimeChunk: Chunk, compilation: Compilation): Record<string, readonly string[]> {
    const { chunkGraph, namedChunkGroups } = compilation
    const sheets: Record<string, readonly string[]> = {}
    for (const chunk of runtimeChunk.getAllAsyncChunks()) {
      if (chunk.id === null) continue
      const group = chunk.name ? namedChunkGroups.get(chunk.name) : undefined
      const chunks = (group?.chunks ?? [chunk]).filter((one) => hasStyles(one, chunkGraph))
      if (chunks.length === 0) continue
      sheets[chunk.id] = chunks.map((one) =>
        compilation.getPath(this.filename, { chunk: one, contentHashType: STYLE_TYPE }),
      )
    }
    return sheets
  }
}

function hasStyles(chunk: Chunk, chunkGraph: ChunkGraph): boolean {
  return chunkGraph.getChunkModulesIterableBySourceType(chunk, STYLE_TYPE) !== undefined
}
