using Microsoft.Extensions.DependencyInjection.Extensions;
using ReleasePortal.Components;
using ReleasePortal.Identity;

namespace ReleasePortal.Shell;

public static class ShellRegistration
{
    /// <summary>The frame that every page stands in, and the shared pieces of UI.</summary>
    public static WebApplicationBuilder AddShell(this WebApplicationBuilder builder)
    {
        builder.Services.AddComponents();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.TryAddScoped<Session>();
        builder.Services.AddScoped<ISearchSource, PageSource>();
        return builder;
    }

    public static WebApplication MapShell(this WebApplication app)
    {
        app.UseRequestLocalization("en-GB");
        app.UseAntiforgery();
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
        return app;
    }
}
