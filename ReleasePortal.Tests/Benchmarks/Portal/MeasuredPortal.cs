using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ReleasePortal.Changes;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.People;
using ReleasePortal.Identity.Keys;
using ReleasePortal.Shell;

namespace ReleasePortal.Benchmarks.Portal;

/// <summary>The whole portal, nothing replaced, on a free port of this machine and an SQLite file of its own.</summary>
/// <param name="environment">Development has the demo shop; any other begins empty.</param>
/// <param name="change">What a measurement alters in the services.</param>
/// <param name="postgreSql">The connection string of a PostgreSQL to use instead.</param>
/// <param name="file">An SQLite file to use, and to leave, instead of one of its own.</param>
internal sealed class MeasuredPortal(
    string environment = "Measured", Action<IServiceCollection>? change = null, string? postgreSql = null, string? file = null) : WebApplicationFactory<App>
{
    /// <summary>The password of everybody who was added.</summary>
    public const string Password = "a long way to the sea";

    private readonly string _folder = Directory.CreateTempSubdirectory("releaseportal-").FullName;

    private ChangeDesk Desk => Services.GetRequiredService<ChangeDesk>();

    /// <summary>Starts to listen.</summary>
    /// <returns>Where.</returns>
    public Uri Start()
    {
        UseKestrel(0);
        StartServer();
        return ClientOptions.BaseAddress;
    }

    public async Task<Person> AddPersonAsync(Role role)
    {
        var id = Guid.CreateVersion7();
        var person = new Person(Actor.Person(id, $"Robin {role}", role), $"{id:N}@example.com");
        await ApplyAsync(Actor.Portal, [new AddPerson(id, person.Email, person.Actor.Name, [role], Password, MustReplacePassword: false)]);
        return person;
    }

    /// <summary>Applies changes that must not be refused.</summary>
    public async Task ApplyAsync(Actor by, params IReadOnlyList<Change> changes)
    {
        var result = await Desk.ApplyAsync(new ChangeSet(changes, Reason: "for a measurement"), by);
        if (result.Refusal is { } refusal)
            throw new InvalidOperationException($"{changes[0]} was refused: {refusal.Message}");
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(environment).UseStaticWebAssets();
        builder.UseSetting("Database:Provider", postgreSql is null ? "Sqlite" : "PostgreSql");
        builder.UseSetting("ConnectionStrings:Portal", postgreSql ?? $"Data Source={file ?? Path.Combine(_folder, "portal.db")}");
        builder.UseSetting("urls", "");
        builder.UseSetting($"{RateLimitOptions.Section}:{nameof(RateLimitOptions.EvaluationsPerSecond)}", "1000000"); // measured is what it can, not what it may
        builder.ConfigureLogging(logging => logging.ClearProviders());
        builder.ConfigureTestServices(services => change?.Invoke(services));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>Somebody with an account, who signs in with <see cref="MeasuredPortal.Password"/>.</summary>
internal sealed record Person(Actor Actor, string Email);
