using System.Security.Claims;
using Bunit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MudBlazor;
using ReleasePortal.Changes;
using ReleasePortal.Components;
using ReleasePortal.Data;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Environments;
using ReleasePortal.Domain.People;
using ReleasePortal.Identity;
using ReleasePortal.Shell;
using PrincipalExtensions = ReleasePortal.Identity.PrincipalExtensions;

namespace ReleasePortal.Tests.Support;

/// <summary>
/// Pages and components as one person sees them, over a database file of its own and the real desk, without a browser. There is
/// one person of each role, and the environments of a new portal; production is chosen.
/// </summary>
public abstract class PortalTestContext : BunitContext
{
    private static readonly Lazy<Task<string>> Template = new(MakeTemplateAsync);

    private static readonly IReadOnlyDictionary<Role, Actor> People = Enum.GetValues<Role>()
        .ToDictionary(role => role, role => Actor.Person(Guid.CreateVersion7(), $"Robin {role}", role));

    private readonly string _folder = Directory.CreateTempSubdirectory("releaseportal-").FullName;
    private readonly SignedIn _signedIn = new();

    /// <param name="addFeatures">Registers the features whose pages are rendered, as Program does.</param>
    protected PortalTestContext(Action<WebApplicationBuilder>? addFeatures = null)
    {
        DefaultWaitTimeout = TimeSpan.FromSeconds(20);
        var builder = Compose(_folder);
        addFeatures?.Invoke(builder);

        // bUnit's own navigation, script and renderer stay: what is registered last counts.
        for (var index = 0; index < builder.Services.Count; index++)
            Services.Insert(index, builder.Services[index]);
        Services.AddSingleton<AuthenticationStateProvider>(_signedIn);

        JSInterop.Mode = JSRuntimeMode.Loose;
        JSInterop.Setup<Browser.Facts>("portal.facts").SetResult(new Browser.Facts("Europe/Berlin", Environment: null));
    }

    protected ChangeDesk Desk => Services.GetRequiredService<ChangeDesk>();

    protected Workspace Workspace => Services.GetRequiredService<Workspace>();

    /// <summary>What opens over a page: dialogs and short messages.</summary>
    protected IRenderedComponent<IComponent> Over { get; private set; } = null!;

    /// <summary>The person of a role.</summary>
    protected static Actor APerson(Role role) => People[role];

    /// <summary>The database is ready, and a person of this role has opened the portal in a browser.</summary>
    protected Task SignInAsync(Role role) => SignInAsync(APerson(role));

    protected async Task SignInAsync(Actor actor)
    {
        await ArriveAsync(actor);
        await Workspace.StartAsync();
        Over = Render(builder =>
        {
            builder.OpenComponent<MudPopoverProvider>(0);
            builder.CloseComponent();
            builder.OpenComponent<MudDialogProvider>(1);
            builder.CloseComponent();
            builder.OpenComponent<MudSnackbarProvider>(2);
            builder.CloseComponent();
        });
    }

    /// <summary>The database is ready and somebody is signed in; nothing is open yet, for tests that render the frame itself.</summary>
    protected async Task ArriveAsync(Actor actor)
    {
        File.Copy(await Template.Value, Path.Combine(_folder, "portal.db"));
        _signedIn.Actor = actor;
    }

    /// <summary>Applies a change as the person of a role; it must not be refused.</summary>
    protected async Task<Applied> ApplyAsync(Role by, Change change, string? reason = "as it should be")
    {
        var result = await Desk.ApplyAsync(ChangeSet.Of(change, reason), APerson(by));
        Assert.True(result.IsSuccess, result.Refusal?.Message.ToString());
        return result.Value;
    }

    /// <summary>Creates a control; a business one is handed over at once.</summary>
    protected async Task CreateAsync(CreateControl control, Purpose purpose = Purpose.Business)
    {
        await ApplyAsync(Role.Engineer, control);
        if (purpose is Purpose.Business)
            await ApplyAsync(Role.Engineer, new HandOver(control.Control));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
            RemoveFolder();
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        RemoveFolder();
    }

    private void RemoveFolder()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    private static WebApplicationBuilder Compose(string folder)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            EnvironmentName = "Testing",
            ContentRootPath = folder,
            // Nobody edits settings while a test runs, and the number of files that can be watched is limited.
            Args = ["--hostBuilder:reloadConfigOnChange=false"],
        });
        builder.Configuration["ConnectionStrings:Portal"] = "Data Source=portal.db";
        builder.Logging.ClearProviders();
        builder.AddData();
        builder.AddChanges();
        builder.AddPortalIdentity();
        builder.AddShell();
        return builder;
    }

    // Migrations and hashed passwords take a second: done once, and copied for every test.
    private static async Task<string> MakeTemplateAsync()
    {
        var folder = Directory.CreateTempSubdirectory("releaseportal-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        await using var portal = Compose(folder).Services.BuildServiceProvider();
        await portal.GetRequiredService<DatabaseStart>().RunAsync(CancellationToken.None);

        var join = People.Select(person => new AddPerson(
            person.Value.Id, $"{person.Key}@example.com", person.Value.Name, [person.Key], "a long way to the sea", MustReplacePassword: false));
        var result = await portal.GetRequiredService<ChangeDesk>().ApplyAsync(
            new ChangeSet([.. DefaultEnvironments.Changes, .. join], Source: ChangeSource.Portal), Actor.Portal);
        Assert.True(result.IsSuccess, result.Refusal?.Message.ToString());
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        return Path.Combine(folder, "portal.db");
    }

    private sealed class SignedIn : AuthenticationStateProvider
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
