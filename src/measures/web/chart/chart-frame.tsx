import { ActionIcon, Menu } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { type ReactNode, useId, useRef, useState } from 'react'
import { longDayText, timeText, useNow } from '../../../ui/clock.tsx'
import { useMyPlace } from '../../../ui/me.tsx'
import styles from './chart.module.css'
import { useChartsOf } from './charts-of.tsx'
import { savePng, saveSvg } from './save-chart.ts'
import { useWidth } from './use-width.ts'

/** The same numbers as the picture, for reading, hearing and opening. */
export interface TableTwin {
  readonly columns: readonly string[]
  /** The first cell of each row names it. */
  readonly rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[]
}

/**
 * One picture of figures: its title, what it shows in words, a table of the same numbers, and a way to save it as SVG or PNG. The drawing is
 * told how wide it may be, and is hidden from screen readers, who have the words and the table.
 */
export function ChartFrame({
  title,
  says,
  height,
  draw,
  over,
  legend,
  table,
}: {
  readonly title: string
  /** What the picture shows, in a sentence. */
  readonly says: ReactNode
  readonly height: (width: number) => number
  readonly draw: (width: number) => ReactNode
  /** What can be pressed, laid over the drawing. */
  readonly over?: (width: number) => ReactNode
  readonly legend?: ReactNode
  /** Left out where a table of the same numbers stands beside the picture. */
  readonly table?: () => TableTwin
}) {
  const id = useId()
  const svg = useRef<SVGSVGElement>(null)
  const { ref, width } = useWidth<HTMLDivElement>()
  const [open, setOpen] = useState(false)
  return (
    <figure className={styles.frame} aria-labelledby={`${id}-title`}>
      <figcaption className={styles.head}>
        <h3 id={`${id}-title`} className={styles.title}>
          {title}
        </h3>
        <SaveMenu title={title} svg={() => svg.current} />
      </figcaption>
      <p className={styles.says}>{says}</p>
      {legend}
      <div ref={ref} className={styles.drawing}>
        <svg
          ref={svg}
          width={width}
          height={height(width)}
          viewBox={`0 0 ${width} ${height(width)}`}
          aria-hidden
          xmlns="http://www.w3.org/2000/svg"
        >
          {draw(width)}
        </svg>
        {over?.(width)}
      </div>
      {table !== undefined && (
        <details className={styles.twin} onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>
            The same as a table<span className="visually-hidden"> of {title}</span>
          </summary>
          {open && <Twin label={title} {...table()} />}
        </details>
      )}
    </figure>
  )
}

function SaveMenu({ title, svg }: { readonly title: string; readonly svg: () => SVGSVGElement | null }) {
  const place = useMyPlace()?.name ?? ''
  const of = useChartsOf()
  const now = useNow(60)
  const save = (how: typeof saveSvg) => {
    const drawn = svg()
    if (drawn === null) return
    void how(drawn, {
      title,
      of: [place, of?.days ?? '', of?.whom ?? ''].filter((part) => part !== '').join('. '),
      source: `Source: registers of ${place}, counted by Firstbell as DfE’s methodology counts them. Made with Firstbell on ${longDayText(now)}, ${timeText(now)}.`,
    })
  }
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon
          className="no-print"
          variant="subtle"
          color="gray"
          c="dimmed"
          aria-label={`Save the picture: ${title}`}
        >
          <IconDownload size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => save(saveSvg)}>Save as SVG</Menu.Item>
        <Menu.Item onClick={() => save(savePng)}>Save as PNG</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function Twin({ label, columns, rows }: TableTwin & { readonly label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard only if it can have the focus
    <section className={styles.scroll} tabIndex={0} aria-label={`Table: ${label}`}>
      <table className={styles.table}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells: [name, ...cells] }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              {cells.map((cell, place) => (
                <td key={columns[place + 1] ?? place}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
