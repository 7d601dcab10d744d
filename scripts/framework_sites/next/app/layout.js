export const metadata = { title: "The mill's journal" };

export default function Layout({ children }) {
  return <html lang="en"><body>{children}</body></html>;
}
