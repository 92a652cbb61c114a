using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace ReleasePortal.Benchmarks.Http;

/// <summary>
/// Evaluations over OFREP against what Kestrel alone makes of the same bytes, in turn on one machine, as a ratio. The aims (issue 4):
/// in bulk 0.60 with 50 controls and 0.40 with 350; 0.90 for a 304; 0.75 for one control.
/// </summary>
internal static class OverBareKestrel
{
    private const string All = "/ofrep/v1/evaluate/flags";
    private const string One = "/ofrep/v1/evaluate/flags/feature-0001";
    private const int WarmUps = 2;
    private const int Rounds = 9;
    private const int Seconds = 2;

    public static async Task MeasureAsync()
    {
        using var fifty = await HostProcess.StartAsync(PortalHost.Word, "50");
        var (_, tag) = await AnswerAsync(fifty.Address, new Request(All));
        await CompareAsync("bulk, 50 controls", fifty, new Request(All));
        await CompareAsync("304 by ETag", fifty, new Request(All, tag));
        await CompareAsync("one control", fifty, new Request(One));
        using var many = await HostProcess.StartAsync(PortalHost.Word, "350");
        await CompareAsync("bulk, 350 controls", many, new Request(All));
    }

    private static async Task CompareAsync(string what, HostProcess portal, Request request)
    {
        var (bytes, _) = await AnswerAsync(portal.Address, request);
        var file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, bytes);
        using var bare = await HostProcess.StartAsync(bytes.Length is 0 ? [BareHost.Word] : [BareHost.Word, file]);

        var rounds = new List<(Driven Ours, Driven Theirs)>();
        for (var round = 0; round < WarmUps + Rounds; round++)
            rounds.Add((await DriveAsync(portal, request), await DriveAsync(bare, request)));

        File.Delete(file);
        var kept = rounds[WarmUps..];
        var ratios = kept.Select(round => round.Ours.PerSecond / round.Theirs.PerSecond).Order().ToList();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what,-20} {ratios[Rounds / 2]:0.00} ({ratios[0]:0.00} to {ratios[^1]:0.00}) of bare Kestrel;"
            + $" {Median(kept, round => round.Ours.PerSecond):0} over {Median(kept, round => round.Theirs.PerSecond):0} answers a second,"
            + $" {Median(kept, round => round.Ours.Microseconds):0.0} over {Median(kept, round => round.Theirs.Microseconds):0.0} µs of processor each; {bytes.Length} bytes"));
    }

    private static async Task<Driven> DriveAsync(HostProcess host, Request request)
    {
        var before = host.Taken;
        var perSecond = await Wrk.DriveAsync(host.Address, request, Seconds);
        return new Driven(perSecond, (host.Taken - before).TotalMicroseconds / (perSecond * Seconds));
    }

    private static double Median(List<(Driven Ours, Driven Theirs)> rounds, Func<(Driven Ours, Driven Theirs), double> of) =>
        rounds.Select(of).Order().ElementAt(rounds.Count / 2);

    /// <summary>What came of a round.</summary>
    private readonly record struct Driven(double PerSecond, double Microseconds);

    private static async Task<(byte[] Body, string? Tag)> AnswerAsync(Uri portal, Request request)
    {
        using var http = new HttpClient { BaseAddress = portal };
        using var message = new HttpRequestMessage(HttpMethod.Post, request.Path)
        {
            Content = new StringContent(Request.Body, Encoding.UTF8, "application/json"),
        };
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", PortalHost.Secret);
        if (request.KnownTag is not null)
            message.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Parse(request.KnownTag));
        using var answer = await http.SendAsync(message);
        if ((int)answer.StatusCode >= 400)
            throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadAsByteArrayAsync(), answer.Headers.ETag?.ToString());
    }
}
