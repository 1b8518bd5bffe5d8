import { publicText } from './public-text.ts'
import type { Policy } from './shape/policy.ts'
import { type Block, sentencesOf } from './wording/blocks.ts'

/** Paragraphs and sentences that stand in one of two public texts only, section by section in the order of the later. */
export function textCompared(one: Policy, other: Policy) {
  const [before, after] = [partsOf(one), partsOf(other)]
  const keys = [...new Set([...after.keys(), ...before.keys()])]
  return keys
    .map((key) => {
      const [was, is] = [before.get(key), after.get(key)]
      const { number, title } = is ?? was ?? { number: '', title: key }
      const [lines, later] = [was?.lines ?? [], is?.lines ?? []]
      return {
        number,
        title,
        gone: lines.filter((line) => !later.includes(line)),
        come: later.filter((line) => !lines.includes(line)),
      }
    })
    .filter(({ gone, come }) => gone.length + come.length > 0)
}

function partsOf(policy: Policy) {
  const { facts, parts } = publicText(policy)
  const cover = { number: '', title: 'Cover', lines: facts.map(({ name, value }) => `${name}: ${value}`) }
  const all = parts.map(({ number, title, blocks }) => ({ number, title, lines: blocks.flatMap(linesOf) }))
  return new Map([cover, ...all].map((part) => [part.number === '' ? part.title : part.number, part]))
}

function linesOf(block: Block): readonly string[] {
  return sentencesOf([{ blocks: [block] }])
}

/** The findings that only one of two versions has; the same finding is the same row with the same places. */
export function findingsCompared<
  Finding extends {
    readonly row: string
    readonly places: readonly { readonly section: string; readonly words: string }[]
  },
>(before: readonly Finding[], after: readonly Finding[]) {
  const keyOf = ({ row, places }: Finding) =>
    JSON.stringify([row, places.map(({ section, words }) => [section, words])])
  const [then, now] = [new Set(before.map(keyOf)), new Set(after.map(keyOf))]
  return {
    settled: before.filter((finding) => !now.has(keyOf(finding))),
    arisen: after.filter((finding) => !then.has(keyOf(finding))),
    remain: after.filter((finding) => then.has(keyOf(finding))).length,
  }
}
