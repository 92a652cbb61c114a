// Reads on when the person comes near an edge of what the page holds, and keeps what is being read where it stands.

export function start(root, page) {
  const nearness = '600px 0px';
  const edges = new IntersectionObserver(found => {
    for (const { isIntersecting, target } of found)
      if (isIntersecting) page.invokeMethodAsync(target.dataset.edge === 'older' ? 'ReadOlderAsync' : 'ReadNewerAsync').catch(() => {});
  }, { rootMargin: nearness });

  // The first row that can be seen, and where it stood.
  let anchor = null;
  let hasNewer = false;
  const remember = () => {
    const bar = document.querySelector('.top')?.getBoundingClientRect().bottom ?? 0;
    const row = [...root.querySelectorAll('tbody > tr')].find(row => row.getBoundingClientRect().bottom > Math.max(bar, 0));
    anchor = row ? { row, top: row.getBoundingClientRect().top } : null;
    hasNewer = root.querySelector('[data-edge=newer]') !== null;
  };

  // At the very top of the newest, new rows may push the others down; anywhere else, or with a row open, nothing moves.
  const isReading = () => scrollY > 0 || hasNewer || root.querySelector('tr.open') || root.contains(document.activeElement);
  const keep = () => {
    if (anchor?.row.isConnected && isReading()) {
      const moved = anchor.row.getBoundingClientRect().top - anchor.top;
      if (Math.abs(moved) >= 1) scrollBy({ top: moved, behavior: 'instant' });
    }
    remember();
    edges.disconnect();
    root.querySelectorAll('[data-edge]').forEach(edge => edges.observe(edge));
  };

  let waiting = false;
  const onScroll = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      remember();
    });
  };

  const rows = new MutationObserver(keep);
  rows.observe(root, { childList: true, subtree: true });
  addEventListener('scroll', onScroll, { passive: true });
  addEventListener('resize', onScroll, { passive: true });
  keep();

  return {
    stop() {
      edges.disconnect();
      rows.disconnect();
      removeEventListener('scroll', onScroll);
      removeEventListener('resize', onScroll);
    },
  };
}
