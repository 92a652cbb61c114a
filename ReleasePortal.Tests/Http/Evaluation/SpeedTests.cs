using System.Diagnostics;
using System.Globalization;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Tests.Http.Evaluation;

/// <summary>
/// How long it takes from a change at the desk to a fresh answer over HTTP. Measured on demand, on a quiet machine:
/// <c>dotnet run -c Release --project ReleasePortal.Tests -- -class "*SpeedTests" -explicit only -showLiveOutput</c>.
/// </summary>
public sealed class SpeedTests(ITestOutputHelper output)
{
    private const int Rounds = 100;

    [Theory(Explicit = true)]
    [InlineData(25)]
    [InlineData(5_000)]
    public async Task Change_ToFreshAnswer(int controls)
    {
        await using var portal = new EvaluationPortal();
        portal.With("RateLimit:EvaluationsPerSecond", "1000000");
        portal.UseKestrel(0);
        portal.StartServer();
        await portal.InitializeAsync();
        foreach (var batch in Enumerable.Range(0, controls).Chunk(500))
            await portal.ChangeAsync([.. batch.SelectMany(OpenToggle)]);
        var application = portal.NewApplication();
        application.BaseAddress = portal.ClientOptions.BaseAddress;

        var times = new List<double>();
        for (var round = 0; round < Rounds; round++)
            times.Add(await FlipAsync(portal, application, on: round % 2 is 0));

        times.Sort();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{controls} controls: median {times[Rounds / 2]:F1} ms, 95 of 100 below {times[Rounds * 95 / 100]:F1} ms"));
    }

    private static async Task<double> FlipAsync(EvaluationPortal portal, HttpClient application, bool on)
    {
        var start = Stopwatch.GetTimestamp();
        await portal.AlterAsync(on
            ? new ReleaseControlToEveryone(EvaluationPortal.Closed, "production")
            : new Withdraw(EvaluationPortal.Closed, "production"));
        while ((bool?)(await (await application.EvaluateAsync(EvaluationPortal.Closed)).JsonAsync())["value"] != on)
        {
        }

        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static Change[] OpenToggle(int number)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"toggle-{number}");
        return
        [
            new CreateControl(key, ControlKind.Toggle, new() { Name = key, RemoveBy = new DateOnly(2099, 1, 1) }),
            new ReleaseControlToEveryone(key, "production"),
        ];
    }
}
