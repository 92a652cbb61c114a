using System.Collections.Concurrent;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ReleasePortal.Changes;
using ReleasePortal.Data;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.History;
using ReleasePortal.Domain.People;

namespace ReleasePortal.Tests.Support;

/// <summary>
/// The whole portal as it runs in production, nothing replaced, on an empty embedded database of its own. As a class fixture it
/// is shared by the tests of one class. For a browser, call <c>UseKestrel(0)</c> and <c>StartServer()</c> first.
/// </summary>
public class PortalFactory : WebApplicationFactory<Program>
{
    /// <summary>The password of every <see cref="TestPerson"/>.</summary>
    public const string Password = "a long way to the sea";

    private readonly string _folder = Directory.CreateTempSubdirectory("releaseportal-").FullName;
    private readonly Dictionary<string, string> _settings;
    private readonly List<Action<IServiceCollection>> _changes = [];
    private readonly ConcurrentQueue<string> _logs = new();

    public PortalFactory() => _settings = new(StringComparer.Ordinal)
    {
        ["ConnectionStrings:Portal"] = $"Data Source={Path.Combine(_folder, "portal.db")}",
        ["hostBuilder:reloadConfigOnChange"] = "false", // a machine has few watchers to give
        ["SignIn:AttemptsPerMinute"] = "10000",
        ["SignIn:RefusalMilliseconds"] = "0",
        ["Sync:Url"] = "", // many portals run beside each other
        ["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = "Warning",
    };

    /// <summary>Every line that was logged.</summary>
    public IReadOnlyCollection<string> Logs => _logs;

    public ChangeDesk Desk => Services.GetRequiredService<ChangeDesk>();

    /// <summary>Changes a setting, such as <c>Bootstrap:AdminEmail</c>, before the portal is used.</summary>
    public PortalFactory With(string key, string value)
    {
        _settings[key] = value;
        return this;
    }

    /// <summary>Changes a service or its options, before the portal is used.</summary>
    public PortalFactory With(Action<IServiceCollection> change)
    {
        _changes.Add(change);
        return this;
    }

    /// <summary>Somebody at a browser: keeps cookies, does not follow redirects.</summary>
    public HttpClient NewVisitor(string address = "http://localhost") =>
        CreateClient(new WebApplicationFactoryClientOptions { BaseAddress = new Uri(address), AllowAutoRedirect = false });

    /// <summary>Adds a person with <see cref="Password"/> and a made-up address.</summary>
    public Task<TestPerson> AddPersonAsync(params Role[] roles) => AddPersonAsync(mustReplacePassword: false, roles);

    public async Task<TestPerson> AddPersonAsync(bool mustReplacePassword, params Role[] roles)
    {
        var id = Guid.CreateVersion7();
        var person = new TestPerson(Actor.Person(id, $"Robin {id:N}"[..20], roles), $"{id:N}@example.com");
        await ApplyAsync(new AddPerson(id, person.Email, person.Actor.Name, roles, Password, mustReplacePassword));
        return person;
    }

    /// <summary>Applies changes as the portal itself, which may manage people and environments; they must not be refused.</summary>
    public async Task ApplyAsync(params Change[] changes)
    {
        var result = await Desk.ApplyAsync(new ChangeSet(changes, Source: ChangeSource.Portal), Actor.Portal);
        Assert.True(result.IsSuccess, result.Refusal?.Message.ToString());
    }

    /// <summary>A browser in which a new person with these roles has signed in, with the form that everybody uses.</summary>
    public async Task<HttpClient> SignedInAsync(params Role[] roles) => await SignedInAsync(await AddPersonAsync(roles));

    public async Task<HttpClient> SignedInAsync(TestPerson person)
    {
        var visitor = NewVisitor();
        var answer = await visitor.SignInAsync(person.Email, Password);
        Assert.Equal(System.Net.HttpStatusCode.Found, answer.StatusCode);
        return visitor;
    }

    /// <summary>What happened to somebody or something, by type name, oldest first.</summary>
    public async Task<IReadOnlyList<string>> HistoryOfAsync(Guid subject) =>
        [.. (await EntriesOfAsync(subject)).Select(line => line.Sentence.Key)];

    public async Task<IReadOnlyList<EntryLine>> EntriesOfAsync(Guid subject)
    {
        await using var database = await Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        var entries = await database.Entries.Where(entry => entry.SubjectId == subject).OrderBy(entry => entry.Sequence).ToListAsync();
        var texts = (await database.EntryTexts.ToListAsync()).ToLookup(text => text.Sequence);
        return [.. entries.Select(entry => EntryLine.Read(entry, texts[entry.Sequence]))];
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Testing").UseStaticWebAssets();
        foreach (var (key, value) in _settings)
            builder.UseSetting(key, value);
        builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(new Lines(_logs)));
        builder.ConfigureTestServices(services => _changes.ForEach(change => change(services)));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    private sealed class Lines(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}

/// <summary>Somebody with an account, who signs in with <see cref="PortalFactory.Password"/>.</summary>
public sealed record TestPerson(Actor Actor, string Email)
{
    public Guid Id => Actor.Id;
}
