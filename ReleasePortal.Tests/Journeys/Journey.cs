using Microsoft.Playwright;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Journeys;

/// <summary>
/// A way through the running portal in a real browser. Fails when anything went wrong on the way that the eye does not see:
/// an error in a browser's console, a refused script or style, a warning or error in the server's log.
/// </summary>
[Collection(nameof(Journey))]
public abstract class Journey(LivePortal portal, ChromiumBrowser browser) : IAsyncLifetime
{
    private readonly List<Visitor> _visitors = [];
    private int _logged;

    protected LivePortal Portal => portal;

    public ValueTask InitializeAsync()
    {
        _ = portal.Address;
        _logged = portal.Logs.Count;
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (TestContext.Current.TestState is { Result: TestResult.Failed } && Environment.GetEnvironmentVariable("JOURNEY_PICTURES") is { } folder)
        {
            foreach (var (index, visitor) in _visitors.Index())
                await visitor.SaveAsync(Path.Combine(folder, $"{TestContext.Current.TestMethod?.MethodName}-{index}.png"));
        }

        foreach (var visitor in _visitors)
            await visitor.Context.DisposeAsync();
        string[] complaints = [.. _visitors.SelectMany(visitor => visitor.Problems), .. portal.ComplaintsAfter(_logged)];
        Assert.True(complaints.Length is 0, string.Join('\n', complaints));
    }

    /// <summary>Somebody who has not signed in.</summary>
    protected async Task<Visitor> AnonymousAsync(BrowserNewContextOptions? options = null)
    {
        var visitor = await Visitor.ComeAsync(browser, portal, options);
        _visitors.Add(visitor);
        return visitor;
    }

    /// <summary>The person of the demo with this role, signed in and at an address.</summary>
    protected Task<Visitor> DemoAsync(string name, string address = "/", BrowserNewContextOptions? options = null) =>
        SignedInAsync($"{name}@example.com", LivePortal.DemoPassword, address, options);

    /// <summary>A person whom the test has made, signed in.</summary>
    protected Task<Visitor> SignedInAsync(TestPerson person, string address = "/") =>
        SignedInAsync(person.Email, PortalFactory.Password, address, options: null);

    /// <summary>Makes a control of the test's own, in the hands of the business: closed everywhere.</summary>
    protected async Task HandOverAsync(CreateControl control)
    {
        var engineer = (await portal.AddPersonAsync(Role.Engineer)).Actor;
        var result = await portal.Desk.ApplyAsync(new ChangeSet([control, new HandOver(control.Control)]), engineer);
        Assert.True(result.IsSuccess, result.Refusal?.Message.ToString());
    }

    private async Task<Visitor> SignedInAsync(string email, string password, string address, BrowserNewContextOptions? options)
    {
        var visitor = await AnonymousAsync(options);
        await visitor.SignInAsync(email, password, address);
        return visitor;
    }
}

/// <summary>Journeys share the portal and its demo, so they go one after the other.</summary>
[CollectionDefinition(nameof(Journey))]
public sealed class JourneyCollection;
