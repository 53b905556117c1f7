export default { title: 'Rivers', description: 'What a gauge tells' };
