using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using ReleasePortal.Changes;
using ReleasePortal.Components;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Identity;

namespace ReleasePortal.Shell;

/// <summary>The frame around every page: top bar, side navigation, search box, messages.</summary>
public partial class PortalLayout : IDisposable
{
    private Actor _actor = Actor.Nobody;
    private IReadOnlyList<NavigationItem> _rooms = [];
    private PortalErrorBoundary? _boundary;
    private DotNetObjectReference<PortalLayout>? _self;
    private IDisposable? _subscription;
    private bool _isDark;
    private bool _isOpen;

    [CascadingParameter]
    public required Task<AuthenticationState> Authentication { get; set; }

    [Inject]
    public required Workspace Workspace { get; init; }

    [Inject]
    public required Browser Browser { get; init; }

    [Inject]
    public required ChangeFeed Feed { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IEnumerable<NavigationItem> Items { get; init; }

    [Inject]
    public required IStringLocalizer<ShellTexts> T { get; init; }

    // A plain "#main" would be relative to the base address, not to this page.
    private string SkipTo => "/" + Navigation.ToBaseRelativePath(Navigation.Uri).Split('#')[0] + "#main";

    protected override async Task OnInitializedAsync()
    {
        Workspace.Changed += Refresh;
        Navigation.LocationChanged += OnLocation;
        _subscription = Feed.Subscribe(OnFeed);

        _self = DotNetObjectReference.Create(this);
        _isDark = await Browser.WatchThemeAsync(_self);
        await Workspace.StartAsync();
        _isOpen = true;
    }

    protected override async Task OnParametersSetAsync()
    {
        _actor = (await Authentication).User.ToActor();
        _rooms = [.. Items.Where(item => item.IsFor(_actor)).OrderBy(item => item.Order)];
    }

    /// <summary>The browser tells that the page is shown light or dark now.</summary>
    [JSInvokable]
    public void OnThemeChanged(bool isDark)
    {
        _isDark = isDark;
        StateHasChanged();
    }

    public void Dispose()
    {
        Workspace.Changed -= Refresh;
        Navigation.LocationChanged -= OnLocation;
        _subscription?.Dispose();
        _self?.Dispose();
        GC.SuppressFinalize(this);
    }

    private void Refresh() => _ = InvokeAsync(StateHasChanged);

    // A page that failed does not keep the next one from being shown.
    private void OnLocation(object? sender, LocationChangedEventArgs change) => _boundary?.Recover();

    private void OnFeed(FeedNotice notice)
    {
        if (notice.Subjects.Any(subject => subject.Kind is SubjectKind.Environment))
            _ = InvokeAsync(() => Workspace.RefreshAsync());
    }
}
