using Microsoft.AspNetCore.Components;
using ReleasePortal.Components;

namespace ReleasePortal.Shell;

public partial class PortalLayout : IDisposable
{
    private bool _isDark;

    [Inject]
    public required Workspace Workspace { get; init; }

    [Inject]
    public required Browser Browser { get; init; }

    protected override async Task OnInitializedAsync()
    {
        _isDark = (await Browser.ReadAsync()).IsDark;
        await Workspace.StartAsync();
        Workspace.Changed += Refresh;
    }

    public void Dispose()
    {
        Workspace.Changed -= Refresh;
        GC.SuppressFinalize(this);
    }

    private void Refresh() => _ = InvokeAsync(StateHasChanged);
}
