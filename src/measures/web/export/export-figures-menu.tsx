import { useSchoolId } from '../../../ui/address/use-address.ts'
import { download } from '../../../ui/call.ts'
import { type ExportFormat, type ExportTableName, exportFigures } from '../../contract.ts'
import type { AskedText } from '../asked/use-asked.ts'
import { ExportMenu } from './export-menu.tsx'

/** The tables of a page of figures as files: all of them as paper and as a spreadsheet, each by itself as CSV. */
export function ExportFiguresMenu({
  asked,
  page,
  tables,
}: {
  readonly asked: AskedText
  /** Names all tables of the page; or the page's one table. */
  readonly page: ExportTableName
  readonly tables: readonly { readonly table: ExportTableName; readonly name: string }[]
}) {
  const schoolId = useSchoolId()
  const choice = (table: ExportTableName, format: ExportFormat, label: string) => ({
    id: `${table} ${format}`,
    label,
    fetchIt: () => download(exportFigures, { params: { schoolId, table, format }, querystring: asked }),
  })
  return (
    <ExportMenu
      choices={[
        choice(page, 'pdf', 'This page as a PDF'),
        choice(page, 'xlsx', 'Spreadsheet (XLSX)'),
        ...tables.map(({ table, name }) => choice(table, 'csv', `${name} as CSV`)),
      ]}
    />
  )
}
