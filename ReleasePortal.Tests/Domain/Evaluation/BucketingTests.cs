using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using ReleasePortal.Domain.Evaluation;

namespace ReleasePortal.Tests.Domain.Evaluation;

public sealed class BucketingTests
{
    private const int Users = 100_000;

    [Theory]
    [InlineData("fractional-flagjack", 0x9fe843e0)]
    [InlineData("ejOoVL", 0)]
    [InlineData("bY9fO-", 1)]
    [InlineData("SI7p-", 0x7fffffff)]
    [InlineData("6LvT0", 0x80000000)]
    [InlineData("ceQdGm", 0xffffffff)]
    [InlineData("flag-müller", 0xd8fe1bcb)]
    [InlineData("", 0)]
    [InlineData("The quick brown fox jumps over the lazy dog", 0x2e4ff723)]
    public void Hash_KnownText_IsTheKnownHash(string text, uint expected) =>
        Assert.Equal(expected, Murmur3.Hash(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("ejOoVL", 10_000, 0)]
    [InlineData("bY9fO-", 10_000, 0)]
    [InlineData("SI7p-", 10_000, 4_999)]
    [InlineData("6LvT0", 10_000, 5_000)]
    [InlineData("ceQdGm", 10_000, 9_999)]
    [InlineData("6LvT0", int.MaxValue, 0x3fffffff)]
    [InlineData("ceQdGm", int.MaxValue, int.MaxValue - 1)]
    [InlineData("ceQdGm", 1, 0)]
    public void Bucket_KnownHash_IsItsPartOfTheTotal(string text, int total, int expected) =>
        Assert.Equal(expected, Bucketing.Bucket([], text, total));

    [Theory]
    [InlineData("layout")]
    [InlineData("share/layout/")]
    [InlineData("group/early-access/")]
    public void Prefixes_AreWhatTheDesignSays(string expected)
    {
        byte[][] prefixes = [Bucketing.SplitPrefix("layout"), Bucketing.SharePrefix("layout"), Bucketing.SamplePrefix("early-access")];

        Assert.Contains(expected, prefixes.Select(Encoding.UTF8.GetString));
    }

    [Property]
    public bool Bucket_PrefixAndKey_AreHashedAsOneText(NonNull<string> prefix, NonNull<string> key, PositiveInt repeat)
    {
        // Long keys take another way through memory than short ones.
        var longKey = string.Concat(Enumerable.Repeat(key.Get, repeat.Get * 10));
        var start = Encoding.UTF8.GetBytes(prefix.Get);
        var whole = (byte[])[.. start, .. Encoding.UTF8.GetBytes(longKey)];

        return Bucketing.Bucket(start, longKey, int.MaxValue) == (int)(((ulong)Murmur3.Hash(whole) * int.MaxValue) >> 32);
    }

    [Property]
    public bool Bucket_SameUser_IsAlwaysTheSame(NonNull<string> key, PositiveInt total) =>
        Bucketing.Bucket(Bucketing.SharePrefix("banner"), key.Get, total.Get)
        == Bucketing.Bucket(Bucketing.SharePrefix("banner"), new string(key.Get), total.Get);

    [Property]
    public bool Bucket_AnyUser_IsInRange(NonNull<string> key, PositiveInt total) =>
        Bucketing.Bucket(Bucketing.SplitPrefix("banner"), key.Get, total.Get) is var bucket && bucket >= 0 && bucket < total.Get;

    /// <summary>Five standard deviations: a fair draw is outside once in 1.7 million runs.</summary>
    [Property(MaxTest = 15)]
    public Property Share_Of100000Users_IsWithinStatisticalBounds() => Prop.ForAll(
        Gen.Choose(1, 9_999).ToArbitrary(),
        Gen.Choose(0, 1_000_000).ToArbitrary(),
        (share, salt) =>
        {
            var control = Compiled.Toggle(Compiled.OpenToEveryone(share: share));
            var inside = Names(salt).Count(name => control.For(new UserContext(name)).Audience == Answer.Everyone);

            return IsFair(inside, share / 10_000d);
        });

    [Fact]
    public void Share_RaisedFrom10To20Percent_TakesNobodyOut()
    {
        var before = Compiled.Toggle(Compiled.OpenToEveryone(share: 1_000));
        var after = Compiled.Toggle(Compiled.OpenToEveryone(share: 2_000));

        Assert.DoesNotContain(Names(), name =>
            before.For(new UserContext(name)).Variant!.Key == "on" && after.For(new UserContext(name)).Variant!.Key == "off");
    }

    [Property]
    public Property Share_Raised_TakesNobodyOut() => Prop.ForAll(
        Gen.Choose(1, 9_999).Two().ToArbitrary(),
        ArbMap.Default.ArbFor<NonEmptyString>(),
        (shares, name) =>
        {
            string Served(int share) =>
                Compiled.Toggle(Compiled.OpenToEveryone(share: share)).For(new UserContext(name.Get)).Variant!.Key;

            return Served(Math.Min(shares.Item1, shares.Item2)) is "off" || Served(Math.Max(shares.Item1, shares.Item2)) is "on";
        });

    [Property(MaxTest = 15)]
    public Property Split_Of100000Users_FollowsItsWeights() => Prop.ForAll(
        Gen.Choose(0, 1_000).Three().Where(weights => weights is not (0, 0, 0)).ToArbitrary(),
        Gen.Choose(0, 1_000_000).ToArbitrary(),
        (weights, salt) =>
        {
            var total = (double)(weights.Item1 + weights.Item2 + weights.Item3);
            var control = Compiled.Flag(Compiled.SplitEveryone(
                null, new("classic", weights.Item1), new("express", weights.Item2), new("guided", weights.Item3)));
            var counts = Names(salt).CountBy(name => control.For(new UserContext(name)).Variant!.Key).ToDictionary();

            return IsFair(counts.GetValueOrDefault("classic"), weights.Item1 / total)
                && IsFair(counts.GetValueOrDefault("express"), weights.Item2 / total)
                && IsFair(counts.GetValueOrDefault("guided"), weights.Item3 / total);
        });

    [Fact]
    public void Sample_TwoControls_ServeTheSamePeople()
    {
        var group = Compiled.Group("early-access", new() { Name = "Early access", Sample = 2_500 });
        var first = Compiled.Toggle(Compiled.OpenTo(group.Gets("on")), group);
        var second = Compiled.Flag(Compiled.OpenTo(group.Gets("express")), group);

        Assert.All(Names().Take(1_000), name =>
            Assert.Equal(first.For(new UserContext(name)).Audience, second.For(new UserContext(name)).Audience));
    }

    [Fact]
    public void ShareAndSplit_AreDrawnIndependently()
    {
        // Were both drawn from one hash, everybody inside a 50 % share would get the first half of the split.
        var control = Compiled.Flag(Compiled.SplitEveryone(5_000, new("express", 1), new("guided", 1)));
        var inside = Names().Select(name => control.For(new UserContext(name))).Where(answer => answer.Audience == Answer.Everyone).ToList();

        Assert.True(IsFair(inside.Count(answer => answer.Variant!.Key == "express"), 0.5, inside.Count));
    }

    private static IEnumerable<string> Names(int salt = 0) =>
        Enumerable.Range(0, Users).Select(number => string.Create(CultureInfo.InvariantCulture, $"user-{salt}-{number}"));

    private static bool IsFair(int count, double probability, int of = Users) =>
        Math.Abs(count - (of * probability)) <= 5 * Math.Sqrt(of * probability * (1 - probability));
}
