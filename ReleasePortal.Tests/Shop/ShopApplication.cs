using Microsoft.FeatureManagement;
using ReleasePortal.FeatureManagement;
using WebShop.Pages;

namespace WebShop;

/// <summary>
/// A small web shop as a .NET team would write it: its code knows Microsoft.FeatureManagement, and this file alone knows that the
/// answers come from ReleasePortal.
/// </summary>
public static class ShopApplication
{
    public static Task Main(string[] args) => Build(args).RunAsync();

    /// <summary>The shop, not started yet.</summary>
    /// <param name="args">Settings, such as <c>--ReleasePortal:Address=http://localhost:5080</c>.</param>
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddFeatureManagement().WithTargeting<ShopperContext>().AddReleasePortal();
        builder.Services.AddHealthChecks().AddReleasePortal();

        builder.Services.AddHttpContextAccessor().AddRazorComponents();
        builder.Services.AddSingleton<Refreshes>();

        var app = builder.Build();
        app.MapGet("/", () => Page.Of<Storefront>());
        app.MapGet("/products/{slug}", Page.OfProduct);
        app.MapGet("/checkout", () => Page.Of<Checkout>());
        app.MapPost("/shopper", Shopper.ChooseAsync).DisableAntiforgery();
        app.MapGet("/refreshes", Refreshes.Listen);
        app.MapGet("/shop.css", () => Page.File("shop.css", "text/css"));
        app.MapGet("/shop.js", () => Page.File("shop.js", "text/javascript"));
        app.MapGet("/favicon.ico", () => TypedResults.NoContent());
        app.MapHealthChecks("/health");
        return app;
    }
}
