using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using ReleasePortal.Data;
using ReleasePortal.Domain.People;
using ReleasePortal.Identity.Keys;

namespace ReleasePortal.Identity;

/// <summary>Who people are: accounts, signing in and out, the first start.</summary>
public static class IdentityRegistration
{
    /// <summary>The cookie of a signed-in person.</summary>
    internal const string CookieName = "rp.session";

    /// <summary>
    /// Accounts on ASP.NET Core Identity, a session cookie, and the rule that every endpoint asks for a signed-in person unless
    /// it says otherwise (<c>AllowAnonymous</c>, or a policy of its own, as the API's keys have).
    /// </summary>
    public static WebApplicationBuilder AddPortalIdentity(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<BootstrapOptions>().BindConfiguration(BootstrapOptions.Section)
            .Validate(options => options.IsWhole, "Bootstrap:AdminEmail and Bootstrap:AdminPassword go together.")
            .ValidateOnStart();
        services.AddOptions<DoorOptions>().BindConfiguration(DoorOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddLocalization();
        services.AddHttpContextAccessor(); // for SignInManager; components do not use it

        services.AddIdentityCore<PortalUser>(Configure)
            .AddRoles<Microsoft.AspNetCore.Identity.IdentityRole<Guid>>()
            .AddEntityFrameworkStores<PortalDbContext>()
            .AddSignInManager()
            .AddClaimsPrincipalFactory<PortalClaims>();
        // OWASP's number for PBKDF2 with HMAC-SHA512.
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = 210_000);
        services.AddOptions<SecurityStampValidatorOptions>().Configure<IOptions<DoorOptions>>(PortalClaims.KeepSession);
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.ConfigureApplicationCookie(Configure);
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "rp.antiforgery";
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());

        services.AddScoped<Session>();
        services.AddScoped<AuthenticationStateProvider, PortalAuthenticationState>();
        services.AddScoped<CircuitHandler, PortalAuthenticationState.OpenPage>();
        services.AddSingleton<OpenSessions>();
        services.AddSingleton<SignInLimiter>();
        services.AddSingleton<Strangers>();
        services.AddSingleton<SeldomRecorded>();
        services.AddScoped<Door>();
        services.AddSingleton<SetUpLink>();
        services.AddSingleton<FirstAdministrator>();
        services.AddSingleton<FirstStart>();

        services.AddOptions<RateLimitOptions>().BindConfiguration(RateLimitOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<RateLimits>();
        services.AddSingleton<KeyUses>().AddSingleton<LastUses>().AddHostedService(provider => provider.GetRequiredService<LastUses>());
        services.AddSingleton<KeyActors>().AddSingleton<KeySessions>();
        return builder;
    }

    /// <summary>Signing out, and the way of everyone with a first password. The pages are found by the router.</summary>
    public static WebApplication MapPortalIdentity(this WebApplication app)
    {
        app.Use(PasswordFirst.InvokeAsync);
        app.MapPost(AccountAddress.SignOut, SignOutEndpoint.SignOutAsync)
            .AllowAnonymous()
            .ExcludeFromDescription();
        return app;
    }

    private static void Configure(IdentityOptions options)
    {
        options.Lockout.MaxFailedAccessAttempts = 5;
        options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
        options.Lockout.AllowedForNewUsers = true;
        options.User.RequireUniqueEmail = true;
        options.User.AllowedUserNameCharacters = ""; // an address is checked as one
        // The desk asks PasswordRules, which knows the person too and speaks in our words.
        options.Password.RequiredLength = PasswordRules.MinLength;
        options.Password.RequiredUniqueChars = 0;
        options.Password.RequireDigit = false;
        options.Password.RequireLowercase = false;
        options.Password.RequireNonAlphanumeric = false;
        options.Password.RequireUppercase = false;
    }

    private static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = CookieName;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = TimeSpan.FromHours(12);
        options.SlidingExpiration = true;
        options.LoginPath = AccountAddress.SignIn;
        options.AccessDeniedPath = AccountAddress.Denied;
        options.ReturnUrlParameter = AccountAddress.ReturnUrl;

        options.Events.OnValidatePrincipal = ValidateAsync;
        var redirect = options.Events.OnRedirectToLogin;
        options.Events.OnRedirectToLogin = context =>
        {
            // Somebody who was signed in a moment ago is told why they are not any more.
            if (context.Request.Cookies.ContainsKey(CookieName))
                context.RedirectUri = AccountAddress.With(context.RedirectUri, AccountAddress.Why, nameof(SignInReason.Ended));
            return redirect(context);
        };
    }

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var sessions = context.HttpContext.RequestServices.GetRequiredService<OpenSessions>();
        if (sessions.HasEnded(context.Principal))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
            return;
        }

        await SecurityStampValidator.ValidatePrincipalAsync(context);
    }
}
