import { fileURLToPath } from 'node:url'
import { longDay } from '../kernel/day.ts'
import { notAllowed, success } from '../kernel/result.ts'
import type { UseCase } from '../platform/http/use-case.ts'
import { typesetter } from '../platform/papers/typeset.ts'
import { type downloadPolicy as downloadOperation, type printPolicy as printOperation, publicText } from './contract.ts'
import { inForce } from './policy-of.ts'
import { asPage } from './rules/as-page.ts'
import { type VersionText, versionNumbered } from './store.ts'

const setPaper = typesetter(fileURLToPath(new URL('./papers/', import.meta.url)))

/** A version's file, as it was saved. */
export const downloadPolicy: UseCase<typeof downloadOperation> = async (context, { params }) => {
  const version = await versionNumbered(context.tx, params)
  if (version === undefined) return notAllowed()
  return success({
    type: 'application/yaml; charset=utf-8',
    fileName: `attendance-policy-${version.number}.yaml`,
    content: version.content,
  })
}

/** A version's public text, as a web page or on paper. */
export const printPolicy: UseCase<typeof printOperation> = async (context, { params }) => {
  const version = await versionNumbered(context.tx, params)
  if (version === undefined) return notAllowed()
  const { text, footer } = textAndFooter(version)
  const fileName = `attendance-policy-${version.number}.${params.format}`
  if (params.format === 'html')
    return success({ type: 'text/html; charset=utf-8', fileName, content: asPage(text, footer) })
  return success({
    type: 'application/pdf',
    fileName,
    content: () => policyPaper(version),
  })
}

function textAndFooter(version: VersionText) {
  const text = publicText(inForce(version).policy)
  return { text, footer: `${text.title} of ${text.school}, in force from ${longDay(version.inForceFrom)}.` }
}

/** A version's public text as a PDF that can be read aloud. */
export function policyPaper(version: VersionText): Uint8Array {
  const { text, footer } = textAndFooter(version)
  return setPaper('policy', { ...text, footer })
}
