using Microsoft.Extensions.Options;

namespace ReleasePortal.Features.Demo;

/// <summary>The demo shop; in Development only.</summary>
public static class DemoRegistration
{
    public static WebApplicationBuilder AddDemo(this WebApplicationBuilder builder)
    {
        if (!builder.Environment.IsDevelopment())
            return builder;

        builder.Services.AddOptions<DemoOptions>().BindConfiguration(DemoOptions.Section)
            .Validate(options => !options.Enabled || options.Password.Length > 0, "Demo:Enabled needs Demo:Password.")
            .ValidateOnStart();
        builder.Services.AddSingleton<DemoQuery>().AddSingleton<DemoShop>();
        return builder;
    }

    /// <summary>Opens the shop when there is one; after the first start's environments have been made.</summary>
    public static async Task OpenDemoAsync(this WebApplication app)
    {
        if (app.Services.GetService<DemoShop>() is not { } shop)
            return;

        await shop.OpenAsync(app.Lifetime.ApplicationStopping);
        app.Lifetime.ApplicationStarted.Register(() => Welcome(app));
    }

    private static void Welcome(WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<DemoOptions>>().Value;
        if (!options.Enabled)
            return;

        Console.WriteLine($"""

              ReleasePortal is at {string.Join(" ", app.Urls)}
              The demo shop's accounts, all with the password {options.Password}:

            {string.Join(Environment.NewLine, DemoCast.Everyone.Select(person => $"    {person.Email,-26} {person.Role}"))}

            """);
    }
}
