using System.Security.Claims;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor;
using ReleasePortal.Changes;
using ReleasePortal.Components;
using ReleasePortal.Components.Freezes;
using ReleasePortal.Domain.Access;
using ReleasePortal.Identity;
using PrincipalExtensions = ReleasePortal.Identity.PrincipalExtensions;

namespace ReleasePortal.Tests.Support;

/// <summary>
/// The shared pieces of UI and the frame, without a database: what they ask for is played by doubles, and time stands still
/// until a test moves it. For pages over the real desk see <c>PortalTestContext</c>.
/// </summary>
public abstract class ComponentTestContext : BunitContext
{
    private readonly Player _player = new();

    protected ComponentTestContext()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        BrowserKnows(environment: null);

        Services.AddSingleton<TimeProvider>(Time);
        Services.AddComponents();
        Services.AddLogging();
        Services.AddSingleton<ChangeFeed>();
        Services.AddScoped<Session>();
        Services.AddSingleton<AuthenticationStateProvider>(_player);
        Services.AddCascadingAuthenticationState();
        Services.AddSingleton<IEnvironmentDirectory>(Directory);
        Services.AddSingleton<IFreezeDirectory>(Freezes);
    }

    /// <summary>Monday 23 November 2026, 12:00 UTC, until it is moved.</summary>
    protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    /// <summary>Development, staging, production.</summary>
    internal FakeDirectory Directory { get; } = new();

    /// <summary>None until a test adds one.</summary>
    internal FakeFreezes Freezes { get; } = new();

    protected Workspace Workspace => Services.GetRequiredService<Workspace>();

    internal ChangeFeed Feed => Services.GetRequiredService<ChangeFeed>();

    /// <summary>What opens over a page: dialogs and short messages.</summary>
    protected IRenderedComponent<IComponent> Over { get; private set; } = null!;

    /// <summary>Plays a signed-in person of these roles; none leaves one without a role.</summary>
    protected Actor SignIn(params Role[] roles) => _player.Actor = Actor.Person(Guid.CreateVersion7(), "Mara Kent", roles);

    /// <summary>What the browser answers when the page opens.</summary>
    protected void BrowserKnows(string? environment, string zone = "Europe/Berlin") =>
        JSInterop.Setup<Browser.Facts>("portal.facts").SetResult(new Browser.Facts(zone, environment));

    /// <summary>Renders what MudBlazor opens dialogs and messages in.</summary>
    protected void RenderProviders() => Over = Render(builder =>
    {
        builder.OpenComponent<MudPopoverProvider>(0);
        builder.CloseComponent();
        builder.OpenComponent<MudDialogProvider>(1);
        builder.CloseComponent();
        builder.OpenComponent<MudSnackbarProvider>(2);
        builder.CloseComponent();
    });

    internal sealed class FakeDirectory : IEnvironmentDirectory
    {
        public List<EnvironmentView> Environments { get; } =
        [
            new("development", "Development", 1, IsProduction: false, ReasonRequired: false),
            new("production", "Production", 3, IsProduction: true, ReasonRequired: true),
            new("staging", "Staging", 2, IsProduction: false, ReasonRequired: false),
        ];

        public Task<IReadOnlyList<EnvironmentView>> ListAsync(CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<EnvironmentView>>([.. Environments]);
    }

    internal sealed class FakeFreezes : IFreezeDirectory
    {
        public List<(string Environment, FreezeView Freeze)> All { get; } = [];

        public Task<IReadOnlyList<FreezeView>> ListAsync(string environment, DateTimeOffset at, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<FreezeView>>(
                [.. All.Where(known => known.Environment == environment && known.Freeze.Until > at).Select(known => known.Freeze)]);
    }

    private sealed class Player : AuthenticationStateProvider
    {
        public Actor Actor { get; set; } = Actor.Nobody;

        public override Task<AuthenticationState> GetAuthenticationStateAsync()
        {
            var claims = Actor.Roles.Select(role => new Claim(ClaimTypes.Role, role.ToString()))
                .Append(new Claim(ClaimTypes.NameIdentifier, Actor.Id.ToString()))
                .Append(new Claim(PrincipalExtensions.DisplayName, Actor.Name));
            return Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity(claims, "test"))));
        }
    }
}
