using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Changes.Launches;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Launches;
using ReleasePortal.Features.Evaluation.States;
using ReleasePortal.Tests.Http.Evaluation;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Http.Telemetry;

/// <summary>What instruments say, heard without an exporter.</summary>
[Collection(nameof(Alone))]
public sealed class MeasurementsTests : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly List<(string Name, double Value)> _heard = [];

    [Fact]
    public async Task LaunchThatBegins_SaysHowLateItWas()
    {
        await using var portal = TestPortal.On(TestDatabase.OnSqlite());
        await portal.SetUpAsync();
        await portal.AToggleAsync(key: "a");
        var id = Guid.CreateVersion7();
        await portal.ApplyAsync(Given.Marketing, new CreateLaunch(id, new LaunchDetails
        {
            Name = "Trade show",
            Environment = Given.Production,
            Start = new WantedTime(portal.Clock.GetUtcNow().UtcDateTime.AddHours(1), "UTC"),
            Steps = [PlannedStep.AtOnce(new ReleaseControlToEveryone("a", Given.Production))],
        }));
        await portal.ApplyAsync(Given.Marketing, new SubmitLaunch(id));
        Listen(portal.Services);

        portal.Clock.Advance(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(90));
        await portal.Services.GetRequiredService<DueLaunches>().RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal(90, Heard("release_portal.launch.lateness"), tolerance: 1);
    }

    [Fact]
    public async Task Readers_AreCountedWhileTheyListen()
    {
        await using var portal = new EvaluationPortal();
        await portal.InitializeAsync();
        var (address, _) = await portal.NewApplication().WhereAsync();
        Listen(portal.Services);

        Assert.Equal(0, Heard("release_portal.events.readers"));
        using var listener = await Listener.ListenAsync(portal.NewVisitor(), address);
        Assert.Equal(1, Heard("release_portal.events.readers"));
    }

    [Fact]
    public async Task PortalThatFellBehind_SaysSo()
    {
        await using var portal = new PortalFactory();
        Listen(portal.Services);

        Assert.Equal(0, Heard("release_portal.state.behind"));
        portal.Services.GetRequiredService<EvaluationStates>().FallBehind();
        Assert.Equal(1, Heard("release_portal.state.behind"));
    }

    public void Dispose() => _listener.Dispose();

    // Of this portal alone, where an instrument belongs to one.
    private void Listen(IServiceProvider services)
    {
        var own = services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name is "ReleasePortal" && (instrument.Meter.Scope is null || ReferenceEquals(instrument.Meter.Scope, own)))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Hear(instrument, value));
        _listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => Hear(instrument, value));
        _listener.Start();
    }

    private void Hear(Instrument instrument, double value)
    {
        lock (_heard)
            _heard.Add((instrument.Name, value));
    }

    private double Heard(string name)
    {
        _listener.RecordObservableInstruments();
        lock (_heard)
            return _heard.Last(measured => measured.Name == name).Value;
    }
}
