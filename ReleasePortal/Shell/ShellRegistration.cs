using Microsoft.AspNetCore.Antiforgery;
using ReleasePortal.Components;

namespace ReleasePortal.Shell;

public static class ShellRegistration
{
    /// <summary>In bytes: the longest text that a form takes is a group's pasted members, 10,000 of 256 characters.</summary>
    private const long LargestMessage = 3 * 1024 * 1024;

    /// <summary>
    /// In bytes: what may come in of a request ahead of its reading, and go out of an answer ahead of its sending. A thousand callers
    /// who send too much, or take nothing, hold 32 MB.
    /// </summary>
    private const long MostAhead = 32 * 1024;

    /// <summary>The frame that every page stands in, and the shared pieces of UI.</summary>
    public static WebApplicationBuilder AddShell(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBufferSize = MostAhead;
            server.Limits.MaxResponseBufferSize = MostAhead;
        });
        builder.Services.AddComponents();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents()
            .AddHubOptions(options => options.MaximumReceiveMessageSize = LargestMessage);
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.AddProblemDetails();
        builder.Services.Configure<AntiforgeryOptions>(options => options.SuppressXFrameOptionsHeader = true); // ours says DENY
        builder.Services.AddScoped<ISearchSource, PageSource>();
        return builder;
    }

    /// <summary>
    /// What every request passes, in this order: it has to come before everything else that uses the pipeline, so that headers
    /// and words are there whoever answers.
    /// </summary>
    public static WebApplication UseShell(this WebApplication app)
    {
        app.UseRouting(); // what applications ask ends here, before all that only pages need
        app.UseSecurityHeaders(SecurityHeaders.Of(app.Environment));
        app.UseRequestLocalization("en-GB");
        app.UseExceptionHandler(StatusPages.OnException);
        app.UseStatusCodePages(StatusPages.SayStatusAsync);
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        return app;
    }

    public static WebApplication MapShell(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapUnknownMachineAddresses();
        // The frame-ancestors of our own Content-Security-Policy say more than Blazor's.
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
        return app;
    }
}
