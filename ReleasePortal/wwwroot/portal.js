// What pages need of the browser itself. Loaded as a file, so that the Content-Security-Policy can forbid inline script.
(() => {
  const root = document.documentElement;
  const deviceIsDark = matchMedia('(prefers-color-scheme: dark)');
  const year = 365 * 24 * 60 * 60;

  const cookie = name => document.cookie.split('; ').find(pair => pair.startsWith(name + '='))?.slice(name.length + 1);
  const remember = (name, value) => {
    const secure = location.protocol === 'https:' ? '; secure' : '';
    document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=${year}; samesite=lax${secure}`;
  };

  // --- Theme: light, dark, or as the device is ---

  const isDark = () => root.dataset.theme === 'dark' || (root.dataset.theme !== 'light' && deviceIsDark.matches);
  let watcher = null;
  const tellTheme = () => watcher?.invokeMethodAsync('OnThemeChanged', isDark());
  const setTheme = theme => {
    root.dataset.theme = theme;
    remember('rp.theme', theme);
    tellTheme();
  };
  deviceIsDark.addEventListener('change', tellTheme);

  // --- Menus: <details class="menu"> ---

  const closeMenus = except => {
    for (const menu of document.querySelectorAll('details.menu[open]'))
      if (menu !== except) menu.open = false;
  };

  document.addEventListener('click', event => {
    const target = event.target.closest('[data-theme-choice], [data-theme-toggle], [data-find], [data-reload], [data-reconnect], [data-resume], .menu .item, .menu a');
    closeMenus(target?.closest('.panel') && !target.matches('[data-theme-choice]') ? null : event.target.closest('details.menu'));
    if (!target) return;

    const { themeChoice } = target.dataset;
    if (themeChoice) setTheme(themeChoice);
    else if ('themeToggle' in target.dataset) setTheme(isDark() ? 'light' : 'dark');
    else if ('find' in target.dataset) openSearch();
    else if ('reload' in target.dataset) location.reload();
    else if ('reconnect' in target.dataset) reconnect();
    else if ('resume' in target.dataset) window.Blazor?.resumeCircuit?.();
  });

  // --- The search box: Ctrl+K, and the native dialog's own focus trap and Escape ---

  const search = () => document.getElementById('palette');
  const openSearch = () => {
    const dialog = search();
    if (!dialog || dialog.open) return;
    closeMenus(null);
    dialog.showModal();
    dialog.querySelector('input').select();
  };

  document.addEventListener('keydown', event => {
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      openSearch();
    }
    if (event.key === 'Escape') {
      const open = document.querySelector('details.menu[open]');
      if (open) {
        open.open = false;
        open.querySelector('summary').focus();
      }
    }
    // The arrows walk through the hits; without this they would also move the caret.
    if (event.target.closest?.('#palette') && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) event.preventDefault();
    // Likewise through the marks of a figure, where they would scroll the page.
    if (event.target.closest?.('[data-arrows]') && ['ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight', 'Home', 'End', ' '].includes(event.key)) event.preventDefault();
  });

  // A click beside the dialog lands on the dialog itself.
  document.addEventListener('mousedown', event => {
    if (event.target === search()) search().close();
  });

  // --- The connection ---

  const reconnect = async () => {
    try {
      if (await window.Blazor.reconnect() === false) location.reload();
    } catch {
      // Still unreachable: the message stays, and so does its button.
    }
  };

  const somethingIsTyped = () => [...document.querySelectorAll('.form .input')].some(field => field.value && !field.disabled);
  const connection = document.getElementById('components-reconnect-modal');
  connection?.addEventListener('components-reconnect-state-changed', event => {
    const { state } = event.detail;
    // The circuit is gone for good. A page on which nothing was typed loses nothing by loading again at once.
    if (state === 'rejected' && !somethingIsTyped()) location.reload();
    if (state === 'failed') document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && reconnect(), { once: true });
  });

  window.portal = {
    facts: () => ({
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone ?? null,
      environment: decodeURIComponent(cookie('rp.env') ?? '') || null,
      isNarrow: matchMedia('(max-width: 700px)').matches,
    }),
    watchTheme: reference => {
      watcher = reference;
      return isDark();
    },
    rememberEnvironment: key => remember('rp.env', key),
    copy: async text => {
      try {
        await navigator.clipboard.writeText(text);
        return true;
      } catch {
        return false;
      }
    },
    focusFirstError: form => document.getElementById(form)?.querySelector('[aria-invalid=true], .wrong input')?.focus(),
    closeSearch: () => search()?.close(),
    scrollToHit: id => document.getElementById(id)?.scrollIntoView({ block: 'nearest' }),
  };
})();
