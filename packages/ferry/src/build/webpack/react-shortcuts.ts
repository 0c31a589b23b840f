/**
 * Patches React's Flight encoder and decoder and its renderer of documents on the server, in production, where they do
 * what nobody needs: the encoder makes and aborts a signal for every render, the decoder parses rows that were objects a
 * moment ago in the same process, each has a store of its own that Node copies to every promise, and text becomes bytes
 * piece by piece. Their results stay the same. Each text is replaced exactly as often as it stands in React 19.3.1.
 */
import { reactChanged } from '../../errors/catalogue.ts'
import { FerryError } from '../../errors/ferry-error.ts'

type Replacement = readonly [from: RegExp, to: string, places?: number]

/** Modules that stand in for what React has of its own. */
export interface ShortcutModules {
  /** Has RenderController, RENDER_COMPLETED and errorWithoutStack. */
  readonly renderSignal: string
  /** Has AsyncSlot. */
  readonly asyncSlot: string
  /** Has AttachedMap. */
  readonly attachedMap: string
}

/** @throws FerryError FERRY_REACT_CHANGED when the text is not the one this patch was written for */
export function shortenEncoder(source: string, modules: ShortcutModules, file: string): string {
  const from = `require(${JSON.stringify(modules.renderSignal)})`
  return replaceEach(source, file, [
    ownStore(modules),
    ...PLAIN_WRITES,
    // Made by whoever needs it.
    [
      /(var destination = request\.destination;\s*if \(null !== destination\) \{\s*currentView = )(new Uint8Array\(4096\));/g,
      '$1!0 === destination.takesText ? null : $2;',
    ],
    [
      /this\.cacheController = new AbortController\(\);/g,
      `this.models = undefined;\n  this.cacheController = new (${from}.RenderController)();`,
    ],
    [/\bError\(\s*"This render completed successfully\. [^"]*"\s*\)/g, `${from}.RENDER_COMPLETED`],
    // At the end of a body most have nothing left that could fail: the error is made for what asks for it.
    [
      /reportGlobalError\(response, Error\("Connection closed\."\)\);/g,
      `response._closed = !0;
  var isOpen = !1;
  response._chunks.forEach(function (chunk) {
    isOpen ||= "pending" === chunk.status || ("fulfilled" === chunk.status && null !== chunk.reason);
  });
  if (isOpen) reportGlobalError(response, ${from}.errorWithoutStack("Connection closed."));`,
    ],
    [
      /(new ReactPromise\("rejected", null, )response\._closedReason\)/g,
      `$1(response._closedReason ||= ${from}.errorWithoutStack("Connection closed.")))`,
    ],
    // React holds on to a render that is over until the next turn of the event loop: not to its largest table with it.
    [
      /\(\(request\.status = 14\),(\s*)request\.destination\.end\(\)/g,
      '((request.status = 14),$1(request.writtenObjects = new WeakMap()),$1request.destination.end()',
    ],
    // The model as it is written, by row.
    [
      /\(value = stringify\(value\)\),(\s*)\(task =\s*task\.id\.toString\(16\)/g,
      `(void 0 !== request.models && request.models.set(task.id, value)),$1$&`,
    ],
    [
      /(exports\.renderToPipeableStream = function \(model, webpackMap, options\) \{[^}]*?)(startWork\(request\);)/g,
      '$1request.models = options ? options.models : void 0;\n  $2',
    ],
  ])
}

/** @throws FerryError FERRY_REACT_CHANGED when the text is not the one this patch was written for */
export function shortenRenderer(source: string, modules: ShortcutModules, file: string): string {
  return replaceEach(source, file, [
    ownStore(modules),
    ...PLAIN_WRITES,
    [
      /^( {2,6}currentView = )(new Uint8Array\(4096\));\n( *writtenBytes = 0;)/gm,
      '$1!0 === destination.takesText ? null : $2;\n$3',
      2,
    ],
    [/return textEncoder\.encode\(content\);/g, 'return content;'],
    [/\? Buffer\.byteLength\(chunk, "utf8"\)/g, '? chunk.length'],
    // V8 does not collect a function with the young ones once another was assigned to a property of it, and with it the render.
    [/\(action\.\$\$FORM_ACTION = function/g, 'Reflect.set(action, "$$$$FORM_ACTION", function'],
    // One call into the hash for a key that every form with useActionState has.
    [
      /componentKeyPath = crypto\.createHash\("md5"\);\s*componentKeyPath\.update\(permalink\);\s*return "k" \+ componentKeyPath\.digest\("hex"\);/g,
      'return "k" + crypto.hash("md5", permalink, "hex");',
    ],
  ])
}

function ownStore({ asyncSlot }: ShortcutModules): Replacement {
  return [/new async_hooks\.AsyncLocalStorage\(\)/g, `new (require(${JSON.stringify(asyncSlot)}).AsyncSlot)()`]
}

/**
 * Destinations that say so get what is written as it is, one chunk at a time, instead of bytes in pieces of 4 kB: text
 * stays text until the whole answer is encoded. Bytes that React would copy are copied.
 */
const PLAIN_WRITES: readonly Replacement[] = [
  [
    /function writeChunk\(destination, chunk\) \{/g,
    `$&
  if (!0 === destination.takesText && 0 < chunk.length)
    return writeToDestination(destination, "string" === typeof chunk || 4096 < chunk.byteLength ? chunk : chunk.slice());`,
  ],
]

/** @throws FerryError FERRY_REACT_CHANGED when the text is not the one this patch was written for */
export function shortenDecoder(source: string, modules: ShortcutModules, file: string): string {
  const attached = `new (require(${JSON.stringify(modules.attachedMap)}).AttachedMap)()`
  return replaceEach(source, file, [
    [/\bknownServerReferences = new WeakMap\(\)/g, `knownServerReferences = ${attached}`],
    [/\bboundCache = new WeakMap\(\)/g, `boundCache = ${attached}`],
    [
      /(startReadingFromStream\(\s*serverConsumerManifest,\s*stream,)/g,
      'serverConsumerManifest.models = options ? options.models : void 0;\n  $1',
    ],
    // A row that continues a stream or an iterable is not a model of its own: its chunk is there and not pending.
    [
      /(default:\s*)\(streamState = response\._chunks\),(\s*)\(tag = streamState\.get\(id\)\)\s*\? resolveModelChunk\(response, tag, row\)/g,
      `$1(streamState = response._chunks),$2(tag = streamState.get(id)),$2void 0 === response.models ||$2  (tag && "pending" !== tag.status) ||$2  (row = takeModel(response.models, id, row)),$2tag$2  ? resolveModelChunk(response, tag, row)`,
    ],
    [
      /function parseModel\(response, json\) \{\s*json = JSON\.parse\(json\);/g,
      `function takeModel(models, id, row) {
  var model = models.get(id);
  if (void 0 === model) return row;
  models.delete(id);
  return model;
}
function parseModel(response, json) {
  if ("string" === typeof json) json = JSON.parse(json);`,
    ],
  ])
}

function replaceEach(source: string, file: string, replacements: readonly Replacement[]): string {
  return replacements.reduce((text, [from, to, places = 1]) => {
    const found = text.match(from)?.length ?? 0
    if (found !== places) {
      const detail = `${found} places instead of ${places} like ${from.source}`
      throw new FerryError(reactChanged, `${file} is not the text that Ferry's patch was written for: ${detail}.`, {
        place: { file },
      })
    }
    return text.replace(from, to)
  }, source)
}
