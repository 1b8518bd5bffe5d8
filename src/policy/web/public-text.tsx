import { KeyValues } from '../../ui/components/key-values.tsx'
import type { Block, PublicText, TextPart } from '../contract.ts'
import styles from './policy.module.css'

/** A policy as families read it. */
export function PublicTextView({ text }: { readonly text: PublicText }) {
  return (
    <article className={styles.text}>
      <KeyValues of={text.facts.map(({ name, value }) => [name, value] as const)} />
      {text.parts.map((part) => (
        <Part key={`${part.number} ${part.title}`} part={part} />
      ))}
    </article>
  )
}

function Part({ part: { number, title, blocks } }: { readonly part: TextPart }) {
  const Heading = number.includes('.') ? 'h3' : 'h2'
  return (
    <>
      <Heading>{number === '' ? title : `${number} ${title}`}</Heading>
      {blocks.map((block) => (
        <BlockView key={JSON.stringify(block)} block={block} />
      ))}
    </>
  )
}

function BlockView({ block }: { readonly block: Block }) {
  if (block.kind === 'paragraph') return <p>{block.text}</p>
  if (block.kind === 'list')
    return (
      <>
        <p>{block.lead}</p>
        <ul>
          {block.items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      </>
    )
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls on a narrow screen must be reachable by keyboard
    <section className={styles.wide} aria-label={block.label} tabIndex={0}>
      <table>
        <caption>{block.label}</caption>
        <thead>
          <tr>
            {block.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {block.rows.map((row) => (
            <tr key={row.join(' ')}>
              {row.map((cell, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two cells of a row may say the same
                <td key={index}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
