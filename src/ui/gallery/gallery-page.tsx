export function Page() {
  return (
    <main id="main">
      <h1>Gallery</h1>
    </main>
  )
}
