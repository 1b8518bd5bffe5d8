import { type Binding, bind, bindAfter } from '../../platform/http/use-case.ts'
import * as contract from '../contract/pack.ts'
import { checkPack, makePack, packFile, packLeft, preparePack } from './use-pack.ts'

/** The operations of evidence packs. */
export const packBindings: readonly Binding[] = [
  bind(contract.preparePack, preparePack),
  bindAfter(contract.makePack, packLeft, makePack),
  bind(contract.packFile, packFile),
  bind(contract.checkPack, checkPack),
]
