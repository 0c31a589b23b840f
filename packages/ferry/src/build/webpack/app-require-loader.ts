/** For the prebuilt runtime: React's Flight client loads client modules through the app's bundle, see markers/app-require. */
import type { LoaderContext } from 'webpack'

const APP = 'self.__ferry_app'

export default function appRequireLoader(this: LoaderContext<object>, source: string): string {
  return source
    .replaceAll('__webpack_chunk_load__', `${APP}.chunk`)
    .replaceAll('__webpack_get_script_filename__', `${APP}.load.u`)
    .replaceAll('__webpack_require__', `${APP}.load`)
}
